# Makes group_days.csv: the variance of each group's mean when its days are clusters, by survey, and
# how alike sheets of a day are over all groups, by a nested analysis of variance.
# Run in this folder: Rscript group_days.R > group_days.csv
suppressPackageStartupMessages(library(survey))
items <- c("persyaratan", "prosedur", "waktu", "biaya", "produk",
           "kompetensi", "perilaku", "pengaduan", "sarana")
sheets <- read.csv("made_sheets.csv")
sheets <- sheets[complete.cases(sheets[items]), ]
sheets$y <- rowMeans(sheets[items])
sheets$group <- factor(sheets$layanan)
sheets$cell <- interaction(sheets$group, sheets$tanggal, drop = TRUE)

squares <- summary(aov(y ~ group + cell, data = sheets))[[1]]
between <- squares[2, "Mean Sq"]
within <- squares[3, "Mean Sq"]
n <- table(sheets$group)
sizes <- table(sheets$group, sheets$tanggal)
shared <- (sum(n) - sum(rowSums(sizes^2) / n)) / squares[2, "Df"]
of_days <- max((between - within) / shared, 0)
alike <- of_days / (of_days + within)

spread <- (squares[2, "Sum Sq"] + squares[3, "Sum Sq"]) / (sum(n) - length(n))

digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; survey %s", getRversion(), packageVersion("survey"))
cat("group,n,days,mean,variance,independent,together,alike,pooled_spread,versions\n")
for (group in levels(sheets$group)) {
  part <- sheets[sheets$group == group, ]
  by_day <- svymean(~y, svydesign(ids = ~tanggal, weights = ~1, data = part))
  alone <- svymean(~y, svydesign(ids = ~1, weights = ~1, data = part))
  cat(paste(group, nrow(part), length(unique(part$tanggal)), digits(coef(by_day)),
    digits(as.numeric(vcov(by_day))), digits(as.numeric(vcov(alone))),
    digits(sum(sizes[group, ]^2) / nrow(part)), digits(alike), digits(spread), versions, sep = ","), "\n", sep = "")
}
