# Makes overdispersion.csv: the dispersion of a quasi-binomial regression, by base R.
# Run in this folder: Rscript overdispersion.R > overdispersion.csv
set.seed(11)
rows <- data.frame(slot = rep(c("pagi", "siang"), 20), n = sample(20:90, 40, replace = TRUE))
share <- plogis(ifelse(rows$slot == "pagi", -2, -1.2) + rnorm(40, 0, 0.7))
rows$low <- rbinom(40, rows$n, share)
model <- glm(cbind(low, n - low) ~ slot, family = quasibinomial, data = rows,
             control = glm.control(epsilon = 1e-15, maxit = 100))
digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s", getRversion())
cat("slot,n,low,expected,dispersion,versions\n")
cat(paste(rows$slot, rows$n, rows$low, digits(fitted(model)), digits(summary(model)$dispersion),
  versions, sep = ","), sep = "\n")
cat("\n")
