"""The Géoplateforme's geocoding API as its clients use it: direct requests, the contract suite and the real clients."""
