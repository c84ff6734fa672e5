# Makes group_days.csv: the variance of each group's mean when its days are clusters, by survey, and
# how alike sheets of a day are over all groups of 10 days or more, by a nested analysis of variance.
# Run in this folder: Rscript group_days.R > group_days.csv
suppressPackageStartupMessages(library(survey))
items <- c("persyaratan", "prosedur", "waktu", "biaya", "produk",
           "kompetensi", "perilaku", "pengaduan", "sarana")
sheets <- read.csv("made_sheets.csv")
sheets <- sheets[complete.cases(sheets[items]), ]
sheets$y <- rowMeans(sheets[items])
sheets$group <- factor(sheets$layanan)
sheets$cell <- interaction(sheets$group, sheets$tanggal, drop = TRUE)

enough <- tapply(sheets$tanggal, sheets$group, function(day) length(unique(day))) >= 10
pooled <- droplevels(sheets[enough[sheets$group], ])
squares <- summary(aov(y ~ group + cell, data = pooled))[[1]]
between <- squares[2, "Mean Sq"]
within <- squares[3, "Mean Sq"]
n <- table(pooled$group)
sizes <- table(pooled$group, pooled$tanggal)
shared <- (sum(n) - sum(rowSums(sizes^2) / n)) / squares[2, "Df"]
of_days <- max((between - within) / shared, 0)
sizes <- table(sheets$group, sheets$tanggal)
alike <- of_days / (of_days + within)

digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; survey %s", getRversion(), packageVersion("survey"))
cat("group,n,days,mean,variance,independent,together,alike,versions\n")
for (group in levels(sheets$group)) {
  part <- sheets[sheets$group == group, ]
  by_day <- svymean(~y, svydesign(ids = ~tanggal, weights = ~1, data = part))
  alone <- svymean(~y, svydesign(ids = ~1, weights = ~1, data = part))
  cat(paste(group, nrow(part), length(unique(part$tanggal)), digits(coef(by_day)),
    digits(as.numeric(vcov(by_day))), digits(as.numeric(vcov(alone))),
    digits(sum(sizes[group, ]^2) / nrow(part)), digits(alike), versions, sep = ","), "\n", sep = "")
}
