# Writes families.csv: what moments.py writes, by R.
#
#     Rscript families.R > families.csv      (Debian: r-base-core)

probabilities <- c(0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
steps <- c("poisson", "binomial", "negbinomial", "bernoulli", "discrete", "empirical")
set.seed(2026)
between <- function(lo, hi) lo * (hi / lo)^runif(1)
exact <- function(x) paste(sprintf("%.17g", x), collapse = "|")

# A law is a list of q (its quantile), mean and sd; where there is no formula for these, they are integrals of the quantile over logit p.
integrated <- function(q) {
  moment <- function(f) {
    g <- function(y) f(q(plogis(y))) * dlogis(y)
    sum(sapply(seq(-36, 32, 4), function(a) integrate(g, a, a + 4, rel.tol = 1e-11, subdivisions = 1000L)$value))
  }
  m <- moment(function(x) x)
  list(q = q, mean = m, sd = sqrt(moment(function(x) (x - m)^2)))
}

on <- function(lo, hi, law) list(q = function(p) lo + (hi - lo) * law$q(p), mean = lo + (hi - lo) * law$mean, sd = (hi - lo) * law$sd)

beta01 <- function(a, b) list(q = function(p) qbeta(p, a, b), mean = a / (a + b), sd = sqrt(a * b / (a + b + 1)) / (a + b))

atoms <- function(values, weights) {
  values <- unlist(values); weights <- unlist(weights)
  w <- weights / sum(weights); o <- order(values); v <- values[o]; below <- cumsum(w[o])
  m <- sum(w * values)
  list(q = function(p) v[which(below >= p - 1e-12)[1]], mean = m, sd = sqrt(sum(w * (values - m)^2)))
}

truncated <- function(q, p, lo, hi) integrated(function(u) q(p(lo) + u * (p(hi) - p(lo))))

metalog <- function(min = -Inf, max = Inf, ...) {
  points <- list(...)
  percents <- as.numeric(sub("p", "", names(points))); x <- unlist(points); n <- length(x)
  basis <- function(p) {
    y <- qlogis(p); s <- p - 0.5
    terms <- cbind(1, y, s * y, s)
    k <- 5
    while (k <= n) { terms <- cbind(terms, if (k %% 2 == 1) s^((k - 1) / 2) else s^(k / 2 - 1) * y); k <- k + 1 }
    terms[, 1:n, drop = FALSE]
  }
  z <- if (is.finite(min) && is.finite(max)) log((x - min) / (max - x)) else if (is.finite(min)) log(x - min) else if (is.finite(max)) -log(max - x) else x
  a <- solve(basis(percents / 100), z)
  integrated(function(p) {
    z <- as.vector(basis(p) %*% a)
    if (is.finite(min) && is.finite(max)) min + (max - min) * plogis(z) else if (is.finite(min)) min + exp(z) else if (is.finite(max)) max - exp(-z) else z
  })
}

families <- list(
  uniform = function(min, max) list(q = function(p) qunif(p, min, max), mean = (min + max) / 2, sd = (max - min) / sqrt(12)),
  triangular = function(min, mode, max) list(
    q = function(p) ifelse(p * (max - min) < mode - min, min + sqrt(p * (max - min) * (mode - min)), max - sqrt((1 - p) * (max - min) * (max - mode))),
    mean = (min + mode + max) / 3, sd = sqrt((min^2 + mode^2 + max^2 - min * mode - min * max - mode * max) / 18)),
  pert = function(min, mode, max, shape = 4) { a <- 1 + shape * (mode - min) / (max - min); on(min, max, beta01(a, 2 + shape - a)) },
  normal = function(mean, sd) list(q = function(p) qnorm(p, mean, sd), mean = mean, sd = sd),
  lognormal = function(median, sigma) list(q = function(p) qlnorm(p, log(median), sigma), mean = median * exp(sigma^2 / 2), sd = median * exp(sigma^2 / 2) * sqrt(expm1(sigma^2))),
  logitnormal = function(median, sigma) integrated(function(p) plogis(qnorm(p, qlogis(median), sigma))),
  beta = function(alpha, beta) beta01(alpha, beta),
  gamma = function(shape, scale) list(q = function(p) qgamma(p, shape, scale = scale), mean = shape * scale, sd = sqrt(shape) * scale),
  exponential = function(mean) list(q = function(p) qexp(p, 1 / mean), mean = mean, sd = mean),
  weibull = function(shape, scale) {
    g <- function(k) gamma(1 + k / shape)
    list(q = function(p) qweibull(p, shape, scale), mean = scale * g(1), sd = scale * sqrt(g(2) - g(1)^2))
  },
  pareto = function(min, alpha) list(q = function(p) min * (1 - p)^(-1 / alpha), mean = alpha * min / (alpha - 1), sd = min * sqrt(alpha / (alpha - 2)) / (alpha - 1)),
  student = function(df, location, scale) list(q = function(p) location + scale * qt(p, df), mean = location, sd = scale * sqrt(df / (df - 2))),
  metalog = metalog,
  poisson = function(mean) list(q = function(p) qpois(p, mean), mean = mean, sd = sqrt(mean)),
  binomial = function(n, p) list(q = function(u) qbinom(u, n, p), mean = n * p, sd = sqrt(n * p * (1 - p))),
  negbinomial = function(mean, dispersion) list(q = function(p) qnbinom(p, dispersion, mu = mean), mean = mean, sd = sqrt(mean + mean^2 / dispersion)),
  bernoulli = function(p) list(q = function(u) qbinom(u, 1, p), mean = p, sd = sqrt(p * (1 - p))),
  discrete = atoms,
  empirical = function(values) atoms(values, rep(1, length(values))),
  `truncated normal` = function(mean, sd, lo, hi) truncated(function(p) qnorm(p, mean, sd), function(x) pnorm(x, mean, sd), lo, hi),
  `truncated weibull` = function(shape, scale, lo, hi) truncated(function(p) qweibull(p, shape, scale), function(x) pweibull(x, shape, scale), lo, hi),
  `truncated student` = function(df, location, scale, lo, hi) truncated(function(p) location + scale * qt(p, df), function(x) pt((x - location) / scale, df), lo, hi),
  `mixture of normals` = function(weights, means, sds) {
    w <- weights / sum(weights); m <- sum(w * means)
    list(q = function(p) uniroot(function(x) sum(w * pnorm(x, means, sds)) - p, range(qnorm(p, means, sds)), tol = 1e-15)$root,
      mean = m, sd = sqrt(sum(w * (sds^2 + means^2)) - m^2))
  })

cases <- list(
  list("pert", min = 10, mode = 20, max = 60), list("metalog", p10 = 10, p50 = 20, p90 = 60), list("metalog", p5 = -6, p50 = -4, p95 = -2.75, max = 0),
  list("student", df = 1e6, location = 0, scale = 1), list("negbinomial", mean = 3.5, dispersion = 0.25), list("binomial", n = 1e6, p = 0.25))
for (i in 1:3) {
  lo <- runif(1, -5, 5); hi <- lo + between(0.1, 100); mode <- runif(1, lo, hi)
  cases <- c(cases, list(
    list("uniform", min = lo, max = hi), list("triangular", min = lo, mode = mode, max = hi), list("pert", min = lo, mode = mode, max = hi),
    list("normal", mean = lo, sd = hi - lo), list("lognormal", median = between(1e-3, 1e6), sigma = between(0.05, 2)),
    list("logitnormal", median = runif(1, 0.05, 0.95), sigma = between(0.1, 3)), list("beta", alpha = between(0.2, 100), beta = between(0.2, 100)),
    list("gamma", shape = between(0.1, 1e4), scale = between(1e-3, 1e3)), list("exponential", mean = between(1e-3, 1e3)),
    list("weibull", shape = between(0.3, 50), scale = between(1e-3, 1e3)), list("pareto", min = between(1e-3, 1e3), alpha = between(3, 50)),
    list("student", df = between(3, 1e4), location = lo, scale = hi - lo), list("poisson", mean = between(0.01, 1e5)),
    list("binomial", n = floor(between(1, 1e5)), p = runif(1)), list("negbinomial", mean = between(0.1, 1e3), dispersion = between(0.1, 1e3)),
    list("bernoulli", p = runif(1)), list("discrete", values = rnorm(7, 0, 9), weights = runif(7)), list("empirical", values = round(rnorm(31, 0, 9), 1)),
    list("truncated normal", mean = lo, sd = hi - lo, lo = lo - (hi - lo) / 2, hi = mode + (hi - lo)),
    list("truncated weibull", shape = between(0.5, 5), scale = 1, lo = 0.25, hi = 1 + runif(1)),
    list("truncated student", df = between(3, 30), location = 0, scale = 1, lo = -runif(1, 1, 5), hi = 2),
    list("mixture of normals", weights = c(1, runif(1)), means = c(0, runif(1, -1.5, 1.5)), sds = c(1, between(0.3, 3)))))
  n <- i + 2; percents <- round(100 * (0:(n - 1) + runif(n, 0.2, 0.8)) / n)
  curve <- (1 + 0.3 * (percents / 50 - 1)) * qlogis(percents / 100) + 0.2 * (percents / 50 - 1)^3
  cases <- c(cases, list(c(list("metalog"), setNames(as.list(curve), paste0("p", percents)), if (i %% 2 == 0) list(min = -30, max = 30))))
}

for (case in cases) {
  family <- case[[1]]; fields <- case[-1]
  law <- do.call(families[[family]], fields)
  row <- function(what, x) cat(family, ",", paste(names(fields), sapply(fields, exact), sep = "=", collapse = ";"), ",", what, ",", sprintf("%.17g", x), "\n", sep = "")
  row("mean", law$mean)
  row("sd", law$sd)
  q <- sapply(probabilities, law$q)
  for (i in seq_along(q)) row(probabilities[i], q[i])
  if (!(family %in% steps)) {
    row("lower", (q[6] - q[1]) / (q[6] - q[3]))
    row("upper", (q[11] - q[6]) / (q[9] - q[6]))
  }
}
