"""What follows from norms and answers on a day: verdict, route, record, corrections."""
