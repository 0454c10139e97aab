"""Parts of scripts/train_english."""
