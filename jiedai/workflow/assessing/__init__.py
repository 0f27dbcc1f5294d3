"""How units do their part, from what plans and records say of it: evidence first, figures from it, papers last."""
