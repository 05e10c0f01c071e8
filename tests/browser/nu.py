"""The Nu HTML checker, over the pages that were given."""

import json
import shutil
import subprocess
from pathlib import Path

JAVA = shutil.which("java")
JAVA_FOR_A_MOMENT = [str(JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m", "-jar"]
VNU = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def faults(folder: Path) -> list[str]:
    """What is wrong with the pages in a folder; nothing where no Java is."""
    pages = sorted(str(page) for page in folder.glob("*.html"))
    if not pages or JAVA is None:
        return []
    command = [*JAVA_FOR_A_MOMENT, str(VNU), "--format", "json", "--errors-only", "--exit-zero-always", *pages]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return sorted({_told(message) for message in json.loads(answer.stderr)["messages"]})


def _told(message: dict[str, str]) -> str:
    return f"{Path(message['url']).stem}: {message['message']} {message.get('extract', '')}"
