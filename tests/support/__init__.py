"""What tests share: private servers, where programs are, what did not run."""
