# Makes group_values.csv: the mean of measured values and its variance with days as clusters, by
# survey. Run in this folder: Rscript group_values.R > group_values.csv
suppressPackageStartupMessages(library(survey))
set.seed(7)
digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; survey %s", getRversion(), packageVersion("survey"))
cat("side,day,minutes,mean,variance,versions\n")
for (side in c("before", "after")) {
  day <- rep(1:14, times = sample(2:9, 14, replace = TRUE))
  moods <- rnorm(14, if (side == "before") 24 else 21, 4)
  minutes <- pmax(1, round(moods[day] + rnorm(length(day), 0, 3)))
  found <- svymean(~minutes, svydesign(ids = ~day, weights = ~1, data = data.frame(day, minutes)))
  cat(paste(side, day, minutes, digits(coef(found)), digits(as.numeric(vcov(found))), versions,
    sep = ","), sep = "\n")
  cat("\n")
}
