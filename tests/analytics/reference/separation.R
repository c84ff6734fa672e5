# Writes separation.csv: pairs of groups by Welch's test, Benjamini-Hochberg, and compact letters.
# Rscript tests/analytics/reference/separation.R > tests/analytics/reference/separation.csv
suppressMessages(library(multcompView))

set.seed(33)
digits <- function(x) format(x, digits = 17, scientific = TRUE)
versions <- sprintf("R %s; multcompView %s", getRversion(), packageVersion("multcompView"))
cat("set,first,second,n_first,mean_first,variance_first,n_second,mean_second,variance_second,")
cat("p,adjusted,letters_first,letters_second,versions\n")
for (set in 1:3) {
  sizes <- sample(5:60, 7)
  centres <- 80 + set * c(0, 1, 1, 2, 4, 5, 9) / 2
  drawn <- lapply(1:7, function(g) rnorm(sizes[g], centres[g], c(2, 6, 3)[g %% 3 + 1]))
  names(drawn) <- LETTERS[1:7]
  pairs <- combn(names(drawn), 2)
  p <- apply(pairs, 2, function(k) t.test(drawn[[k[1]]], drawn[[k[2]]])$p.value)
  adjusted <- p.adjust(p, method = "BH")
  names(adjusted) <- paste(pairs[1, ], pairs[2, ], sep = "-")
  letters_of <- multcompLetters(adjusted, threshold = 0.05)$Letters
  described <- function(key) {
    x <- drawn[[key]]
    paste(length(x), digits(mean(x)), digits(var(x) / length(x)), sep = ",")
  }
  for (i in seq_along(p)) {
    cat(paste(set, pairs[1, i], pairs[2, i], described(pairs[1, i]), described(pairs[2, i]),
      digits(p[i]), digits(adjusted[i]), letters_of[pairs[1, i]], letters_of[pairs[2, i]],
      versions, sep = ","), "\n", sep = "")
  }
}
