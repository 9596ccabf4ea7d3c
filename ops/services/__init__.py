"""Use cases. One public function is one transaction; what comes out is frozen."""
