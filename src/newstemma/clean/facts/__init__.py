"""What a page says about itself: each field from several signs, with what told it and how sure that is."""
