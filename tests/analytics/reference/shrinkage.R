# Writes shrinkage.csv: between-variance, shrunken means and their standard errors by metafor.
# Rscript tests/analytics/reference/shrinkage.R > tests/analytics/reference/shrinkage.csv
suppressMessages(library(metafor))

sets <- list(
  counters = list(
    y = c(81.2, 88.9, 92.4, 79.6, 85.1, 90.7, 87.3, 83.8),
    v = c(1.9, 0.7, 3.3, 6.1, 0.4, 2.2, 12.5, 1.1)
  ),
  alike = list(y = c(85.0, 85.4, 84.8, 85.2, 85.1), v = c(2, 3, 1.5, 2.5, 4)),
  ceiling = list(y = c(100, 98.2, 99.1, 94.4, 100, 88.8), v = c(0.05, 0.6, 0.3, 2.1, 0.9, 4.4)),
  equal_variances = list(y = c(70, 74, 79, 83, 88, 91, 95), v = rep(4, 7)),
  wide = list(y = c(40, 55, 62.5, 71, 77.25, 83, 96, 99), v = c(25, 9, 4, 16, 1, 0.25, 36, 2.25))
)
digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; metafor %s", getRversion(), packageVersion("metafor"))
cat("set,method,group,estimate,variance,between,mean,mean_sd,shrunken,shrunken_sd,versions\n")
for (name in names(sets)) {
  for (method in c("PM", "REML")) {
    # At the boundary, where between is 0, metafor's scoring never settles to a finer threshold.
    threshold <- if (name == "alike") 1e-5 else 1e-11
    control <- list(tol = 1e-15, threshold = threshold, maxiter = 10000, tau2.max = 1e5)
    fit <- rma(y, v, data = sets[[name]], method = method, control = control)
    drawn <- blup(fit)
    # ranef() gives the same values less the mean; they must agree, or nothing is written.
    stopifnot(max(abs(ranef(fit)$pred + fit$beta[1] - drawn$pred)) < 1e-12)
    for (group in seq_along(drawn$pred)) {
      cat(paste(name, method, group, sets[[name]]$y[group], sets[[name]]$v[group],
        digits(fit$tau2), digits(fit$beta[1]), digits(fit$se),
        digits(drawn$pred[group]), digits(drawn$se[group]), versions, sep = ","), "\n", sep = "")
    }
  }
}
