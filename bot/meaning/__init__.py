"""What texts mean, whatever their words and language: vectors of an encoder, made in processes of their own."""
