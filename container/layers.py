#!/usr/bin/env python3
"""Prints, for each layer of an image, the digest of the uncompressed layer, the compressed size in bytes, and the build step.

usage: layers.py FOLDER IMAGE ENGINE STORAGE_DRIVER     copies the image to FOLDER in the OCI layout, and deletes FOLDER at the end
"""
import json
import pathlib
import shutil
import subprocess
import sys

folder, image, engine, driver = sys.argv[1:]
shutil.rmtree(folder, ignore_errors=True)
if engine == "buildah":
    subprocess.run(["buildah", "--storage-driver", driver, "push", "-q", image, f"oci:{folder}:image"], check=True)
else:
    subprocess.run([engine, "save", "-o", f"{folder}.tar", image], check=True)
    subprocess.run(["skopeo", "copy", "-q", f"docker-archive:{folder}.tar", f"oci:{folder}:image"], check=True)
    pathlib.Path(f"{folder}.tar").unlink()
root = pathlib.Path(folder)


def blob(digest):
    return root / "blobs" / digest.replace(":", "/")


index = json.loads((root / "index.json").read_text())
manifest = json.loads(blob(index["manifests"][0]["digest"]).read_text())
config = json.loads(blob(manifest["config"]["digest"]).read_text())
steps = [step["created_by"] for step in config["history"] if not step.get("empty_layer")]
for digest, layer, step in zip(config["rootfs"]["diff_ids"], manifest["layers"], steps, strict=True):
    print(f"{digest}  {layer['size']:>11,} compressed  {step[:90]}")
shutil.rmtree(folder)
