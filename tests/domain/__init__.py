"""The rules, without a database: facts and a time in, a decision out."""
