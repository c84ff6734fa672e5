# Makes reliability.csv: what R's psych package says of alpha, alpha without each element, and the
# corrected item-total correlations, gaps pairwise. No code is shared with analytics.
# Run in this folder: Rscript reliability.R ../../../../shared/data/skm
suppressPackageStartupMessages(library(psych))
folder <- commandArgs(trailingOnly = TRUE)[1]
items <- c("persyaratan", "prosedur", "waktu", "biaya", "produk",
           "kompetensi", "perilaku", "pengaduan", "sarana")
files <- c(jepara = "jepara_mpp_2021_2022.csv", gianyar = "gianyar_skck_2020.csv",
           sekadau = "sekadau_2019_s1_partial.csv")
versions <- paste0("R ", getRversion(), " psych ", packageVersion("psych"))

rows <- list()
tell <- function(data, what, key, value) {
  rows[[length(rows) + 1]] <<- data.frame(
    data = data, what = what, key = key, value = sprintf("%.17g", value), versions = versions)
}
for (name in names(files)) {
  sheets <- read.csv(file.path(folder, files[[name]]), check.names = FALSE)[items]
  found <- psych::alpha(sheets, use = "pairwise", warnings = FALSE)
  tell(name, "alpha", "", found$total$raw_alpha)
  for (key in items) {
    tell(name, "alpha_if_deleted", key, found$alpha.drop[key, "raw_alpha"])
    tell(name, "item_total", key, found$item.stats[key, "r.drop"])
  }
  if (!anyNA(sheets)) {
    tell(name, "feldt_low", "", found$feldt$lower.ci[[1]])
    tell(name, "feldt_high", "", found$feldt$upper.ci[[1]])
  }
}
write.csv(do.call(rbind, rows), "reliability.csv", row.names = FALSE, quote = FALSE)
