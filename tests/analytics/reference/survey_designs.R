# Makes survey_designs.csv: what R's survey package says of NI and its variance when sheets are a
# finite population, days are clusters, or margins are known. No code is shared with analytics.
# Run in this folder: Rscript survey_designs.R ../../../../shared/data/skm
suppressPackageStartupMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
items <- c("persyaratan", "prosedur", "waktu", "biaya", "produk",
           "kompetensi", "perilaku", "pengaduan", "sarana")
numerators <- reformulate(paste0("s_", items))
denominators <- reformulate(paste0("a_", items))

read_sheets <- function(path) {
  sheets <- read.csv(path, check.names = FALSE)
  for (key in items) {
    sheets[[paste0("a_", key)]] <- as.numeric(!is.na(sheets[[key]]))
    sheets[[paste0("s_", key)]] <- ifelse(is.na(sheets[[key]]), 0, sheets[[key]])
  }
  sheets[rowSums(!is.na(sheets[items])) > 0, ]
}

# NI is the mean of nine ratios; its variance follows from the covariances of all of them.
ni <- function(design) {
  ratios <- svyratio(numerators, denominators, design, covmat = TRUE)
  own <- outer(seq_along(items), seq_along(items), "==")
  value <- sum(ratios$ratio[own]) / length(items)
  # vcov runs over all 81 pairs, numerators fastest.
  places <- which(as.vector(own))
  c(value, sum(vcov(ratios)[places, places]) / length(items)^2)
}

versions <- paste0("R ", getRversion(), " survey ", packageVersion("survey"))
rows <- list()
note <- function(data, design, population, n, clusters, found) {
  rows[[length(rows) + 1]] <<- data.frame(
    data = data, design = design, population = population, n = n, clusters = clusters,
    ni = sprintf("%.17g", found[1]), variance = sprintf("%.17g", found[2]), versions = versions)
}

gianyar <- read_sheets(file.path(folder, "gianyar_skck_2020.csv"))
note("gianyar", "independent", NA, nrow(gianyar), NA, ni(svydesign(ids = ~1, weights = ~1, data = gianyar)))
for (population in c(202, 250, 1000)) {
  gianyar$N <- population
  note("gianyar", "finite", population, nrow(gianyar), NA,
       ni(svydesign(ids = ~1, fpc = ~N, data = gianyar)))
}
jepara <- read_sheets(file.path(folder, "jepara_mpp_2021_2022.csv"))
for (period in c("2021-01", "2021-10", "2021", "2022-03")) {
  part <- jepara[startsWith(jepara$tanggal, period), ]
  found <- ni(svydesign(ids = ~tanggal, weights = ~1, data = part))
  note(period, "days", NA, nrow(part), length(unique(part$tanggal)), found)
  found <- ni(svydesign(ids = ~1, weights = ~1, data = part))
  note(period, "independent", NA, nrow(part), NA, found)
}

# The sheets of make_sheets.py, and margins of people served that they do not mirror.
made <- read_sheets("made_sheets.csv")
note("made", "independent", NA, nrow(made), NA, ni(svydesign(ids = ~1, weights = ~1, data = made)))
found <- ni(svydesign(ids = ~tanggal, weights = ~1, data = made))
note("made", "days", NA, nrow(made), length(unique(made$tanggal)), found)
margins <- list(
  data.frame(jenis_kelamin = c("L", "P"), Freq = c(480, 520)),
  data.frame(usia = c("17-30", "31-50", "51+"), Freq = c(300, 400, 300)),
  data.frame(layanan = c("KTP", "SKCK", "Izin", "Pajak"), Freq = c(350, 150, 200, 300)))
base <- svydesign(ids = ~1, weights = ~1, data = made)
raked <- rake(base, list(~jenis_kelamin, ~usia, ~layanan), margins,
              control = list(maxit = 1000, epsilon = 1e-13))
note("made", "raked", NA, nrow(made), NA, ni(raked))
as_given <- svydesign(ids = ~1, weights = weights(raked), data = made)
note("made", "weights as given", NA, nrow(made), NA, ni(as_given))
bound <- 2 * mean(weights(raked))
trimmed <- trimWeights(as_given, upper = bound, strict = TRUE)
note("made", "trimmed at 2", NA, nrow(made), NA, ni(trimmed))
cells <- data.frame(
  made[c("jenis_kelamin", "usia", "layanan")], raked = sprintf("%.17g", weights(raked)),
  trimmed = sprintf("%.17g", weights(trimmed)), versions = versions)
cells <- unique(cells)
write.csv(cells[order(cells$jenis_kelamin, cells$usia, cells$layanan), ], "survey_weights.csv",
          row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, rows), "survey_designs.csv", row.names = FALSE, na = "", quote = FALSE)
