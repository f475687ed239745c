"""What Kring looks like: form rendering and template tags, with no models and no knowledge of children."""
