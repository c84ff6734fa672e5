# Segmented regression, difference in differences and Welch in R. Run: Rscript segmented.R
# Writes the points (segmented_points.csv) and what sandwich and lmtest say of them.
library(sandwich)
library(lmtest)
RNGversion("4.2.0")
set.seed(20261)
programs <- paste0(R.version.string, ", sandwich ", packageVersion("sandwich"), ", lmtest ",
  packageVersion("lmtest"))
write <- function(rows, file) {
  rows[] <- lapply(rows, function(column)
    if (is.numeric(column)) format(column, digits = 17, trim = TRUE) else column)
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}
case <- function(name, times, change) {
  k <- length(times)
  noise <- as.numeric(stats::filter(rnorm(k, sd = 1.5), 0.5, method = "recursive"))
  shared <- rnorm(k)
  data.frame(case = name, change = change, time = times,
    value = round(80 + 0.2 * times + 3 * (times >= change) + noise + shared, 6),
    n = sample(10:300, k, replace = TRUE),
    other = round(82 + shared + rnorm(k), 6), m = sample(10:300, k, replace = TRUE))
}
points <- rbind(case("months", 0:23, 12), case("gaps", c(0:4, 6:11, 14:20, 22:25), 11))
write(points, "segmented_points.csv")

effects <- function(fit, model, name, lag) {
  tested <- coeftest(fit, vcov. = NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = TRUE))
  limits <- coefci(fit, vcov. = NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = TRUE))
  plain <- sqrt(diag(NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = FALSE)))
  data.frame(case = name, model = model, lag = lag, term = rownames(tested),
    estimate = tested[, 1], error = tested[, 2], error_unadjusted = plain, low = limits[, 1],
    high = limits[, 2])
}
found <- do.call(rbind, lapply(split(points, points$case), function(p) {
  p$since <- p$time - p$change
  p$after <- as.numeric(p$since >= 0)
  p$gap <- p$value - p$other
  p$both <- p$n * p$m / (p$n + p$m)
  past <- p[p$after == 0, ]
  do.call(rbind, lapply(0:3, function(lag) rbind(
    effects(lm(value ~ since + after + after:since, p, weights = n), "segmented", p$case[1], lag),
    effects(lm(value ~ since + after + after:since, p), "unweighted", p$case[1], lag),
    effects(lm(value ~ after, p, weights = n), "step", p$case[1], lag),
    effects(lm(gap ~ after, p, weights = both), "gap", p$case[1], lag),
    effects(lm(gap ~ since, past, weights = both), "gap_slope", p$case[1], lag)
  )))
}))
found$program <- gsub(",", ";", programs)
write(found, "segmented_effects.csv")

# With equal weights the gap's step is the interaction of two-way fixed effects.
p <- points[points$case == "months", ]
long <- data.frame(value = c(p$value, p$other), time = factor(rep(p$time, 2)),
  here = rep(1:0, each = nrow(p)), after = rep(p$time >= p$change, 2))
long$treated <- long$here * long$after
two_way <- coef(lm(value ~ here + time + treated, long))["treated"]

minutes <- list(before = round(rgamma(40, 4, 0.2), 1), after = round(rgamma(55, 4, 0.25), 1))
welch <- t.test(minutes$after, minutes$before)
write(data.frame(name = c("two_way", "welch_low", "welch_high", "welch_estimate"),
  value = c(two_way, welch$conf.int, diff(rev(welch$estimate))),
  program = gsub(",", ";", programs)), "segmented_others.csv")
write(data.frame(side = rep(names(minutes), lengths(minutes)), minutes = unlist(minutes)),
  "segmented_minutes.csv")
