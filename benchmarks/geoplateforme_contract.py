#!/usr/bin/env python3
"""Checks the Géoplateforme's geocoding API of a server: parameters, bounds, errors, rules, members and their order, completion, getCapabilities, batch and CSV.

The checks need the addresses of Paris and all municipalities, such as index-data has. Prints each failed check with its request, what was expected and what was received,
then the number of checks of each section. Exits with code 1 if a check fails.

usage: geoplateforme_contract.py [INDEX] [--url http://127.0.0.1:7878/geocodage] [--only SECTION]
"""

from geoplateforme.batch import check_batch
from geoplateforme.capabilities import check_capabilities
from geoplateforme.completion import check_completion
from geoplateforme.contract import Contract
from geoplateforme.files import check_files
from geoplateforme.parameters import check_parameters
from geoplateforme.parsing import check_parsing
from geoplateforme.paths import check_paths
from geoplateforme.reverse import check_reverse
from geoplateforme.search import check_search
from geoplateforme.service import arguments, service

SECTIONS = {
    "paths": check_paths,
    "parsing": check_parsing,
    "parameters": check_parameters,
    "search": check_search,
    "reverse": check_reverse,
    "completion": check_completion,
    "capabilities": check_capabilities,
    "batch": check_batch,
    "csv": check_files,
}

if __name__ == "__main__":
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--only", choices=SECTIONS, help="run one section")
    options = parser.parse_args()
    with service(options) as tested:
        contract = Contract(tested)
        for name, check in SECTIONS.items():
            if options.only in (None, name):
                contract.run(check)
    contract.end()
