"""What a contributor is asked, and every form that asks it."""
