"""Runs a real Prometheus server that scrapes an Odonym server every second."""
import subprocess, tempfile

from server_process import free_port


class Scraper:
    """A Prometheus process, for use in a with statement."""

    def __init__(self, server, *flags):
        self.server, self.flags, self.port = server, flags, free_port()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        configuration = f"{self.folder.name}/prometheus.yaml"
        with open(configuration, "w") as file:
            file.write(f"scrape_configs: [{{job_name: odonym, scrape_interval: 1s, static_configs: [{{targets: ['127.0.0.1:{self.server.port}']}}]}}]\n")
        self.log = open(f"{self.folder.name}/log", "w+")
        self.process = subprocess.Popen(["prometheus", f"--config.file={configuration}", f"--storage.tsdb.path={self.folder.name}/data",
                                         f"--web.listen-address=127.0.0.1:{self.port}", *self.flags], stdout=self.log, stderr=self.log)
        return self

    def said(self):
        """Returns the log output of the Prometheus process."""
        with open(self.log.name) as log:
            return log.read()

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()
