# Writes standardisation.csv: domain means standardised to the mix of the whole, by survey.
# Rscript tests/analytics/reference/standardisation.R > tests/analytics/reference/standardisation.csv
suppressMessages(library(survey))

set.seed(12)
groups <- c("A", "B", "C")
strata <- c("easy", "middle", "hard")
sizes <- matrix(c(60, 25, 15, 12, 40, 33, 20, 20, 70), nrow = 3, byrow = TRUE)
centres <- c(92, 84, 71)
rows <- do.call(rbind, lapply(1:3, function(g) do.call(rbind, lapply(1:3, function(s) {
  data.frame(group = groups[g], stratum = strata[s],
             y = pmin(100, rnorm(sizes[g, s], centres[s] + c(0, 2, 5)[g], 3 + s)))
}))))
rows$cell <- interaction(rows$group, rows$stratum)
# In alphabetical order, as svystandardize takes the strata.
whole <- prop.table(table(rows$stratum))
# Cells as strata: the sheets of a cell are drawn apart from those of others, and weights are known.
design <- svydesign(ids = ~1, strata = ~cell, weights = ~1, data = rows)
same <- svystandardize(design, by = ~stratum, over = ~group, population = whole)
own <- svyby(~y, ~group, design, svymean)
standard <- svyby(~y, ~group, same, svymean)
digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; survey %s", getRversion(), packageVersion("survey"))
cat("group,stratum,n,mean,variance,own,own_variance,standardised,standardised_variance,versions\n")
for (g in groups) {
  for (s in strata) {
    y <- rows$y[rows$group == g & rows$stratum == s]
    cat(paste(g, s, length(y), digits(mean(y)), digits(var(y) / length(y)),
      digits(own[g, "y"]), digits(own[g, "se"]^2), digits(standard[g, "y"]),
      digits(standard[g, "se"]^2), versions, sep = ","), "\n", sep = "")
  }
}
