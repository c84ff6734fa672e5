# XmR and Laney limits in base R, without any code of analytics. Run: Rscript control_charts.R
# Series nhs_* are those of the tests of NHSRplotthedots (NHS-R community): rnorm(20) after
# set.seed(123), halves of it, and with an outlier at 15. Its printed snapshots say mean, lower,
# upper 0.142 -3.01 3.29 (all), 0.0746 -2.60 2.75 (first ten), 0.209 -3.28 3.70 (last ten).
# vignette is the series of its vignette on screening.
xmr <- function(x, used = length(x)) {
  held <- x[seq_len(used)]
  ranges <- abs(diff(held))
  kept <- ranges[ranges <= 3.267 * mean(ranges)]
  c(mean = mean(held), range = mean(kept), low = mean(held) - 2.66 * mean(kept),
    high = mean(held) + 2.66 * mean(kept))
}
laney <- function(x, n, variance) {
  centre <- sum(n * x) / sum(n)
  sigma <- sqrt(variance / n)
  z <- (x - centre) / sigma
  sz <- mean(abs(diff(z))) / 1.128
  list(centre = centre, sz = sz, low = centre - 3 * sigma * sz, high = centre + 3 * sigma * sz)
}
RNGversion("4.2.0")
set.seed(123)
nhs <- rnorm(20)
series <- list(
  nhs_all = nhs, nhs_first = nhs[1:10], nhs_last = nhs[11:20], nhs_outlier = replace(nhs, 15, 10),
  vignette = c(1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1),
  months = round(runif(24, 78, 93), 4), baseline_12 = round(runif(30, 78, 93), 4)
)
rows <- do.call(rbind, lapply(names(series), function(name) {
  x <- series[[name]]
  n <- sample(12:400, length(x), replace = TRUE)
  variance <- 121.5
  used <- if (name == "baseline_12") 12 else length(x)
  lim <- as.list(xmr(x, used))
  lan <- laney(x, n, variance)
  data.frame(series = name, used = used, place = seq_along(x) - 1, value = x, n = n,
    variance = variance, mean = lim$mean, range = lim$range, low = lim$low,
    high = lim$high, laney_mean = lan$centre, sigma_z = lan$sz, laney_low = lan$low,
    laney_high = lan$high, program = R.version.string)
}))
rows[] <- lapply(rows, function(column)
  if (is.numeric(column)) format(column, digits = 17, trim = TRUE) else column)
write.csv(rows, "control_charts.csv", row.names = FALSE, quote = FALSE)
