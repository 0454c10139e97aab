"""What runs the stages: this machine's processes, or a cluster. Stages know nothing of it."""
