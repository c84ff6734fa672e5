# Makes officer_power.csv and family_error.csv: what R says of the power of a one-sample t test, of
# the sheets it needs, and of Holm's adjustment. No code is shared with analytics.
# Run in this folder: Rscript officer_power.R
versions <- paste0("R ", getRversion(), " stats ", packageVersion("stats"))

# A root finder needs a tolerance of its own: the fewest sheets are found by counting up.
fewest <- function(variance, difference, level, power) {
  n <- 2
  while (found(n, variance, difference, level) < power) n <- n + 1
  n
}
found <- function(n, variance, difference, level) {
  power.t.test(n = n, delta = difference, sd = sqrt(variance), sig.level = level,
               type = "one.sample", strict = TRUE)$power
}
cases <- expand.grid(n = c(2, 5, 20, 35, 100), variance = c(0.0845, 0.2124, 1),
                     difference = c(0.1, 0.3), comparisons = c(1, 10, 1000))
cases$power <- sprintf("%.17g", mapply(found, cases$n, cases$variance, cases$difference,
                                       0.05 / cases$comparisons))
cases$n_for_80 <- mapply(fewest, cases$variance, cases$difference, 0.05 / cases$comparisons, 0.8)
cases$versions <- versions
write.csv(cases, "officer_power.csv", row.names = FALSE, quote = FALSE)

families <- list(c(0.01, 0.04, 0.03), c(0.2, 0.2, 0.001, 0.02), c(0.5), c(1e-6, 0.9, 0.3, 0.04, 0.011))
rows <- do.call(rbind, lapply(seq_along(families), function(place) data.frame(
  family = place, p_value = sprintf("%.17g", families[[place]]),
  adjusted = sprintf("%.17g", p.adjust(families[[place]], method = "holm")), versions = versions)))
write.csv(rows, "family_error.csv", row.names = FALSE, quote = FALSE)
