package io.odonym.fetch;

/** Receives the progress of a download. The methods can be called by several threads. */
public interface FetchListener {

    /**
     * Reports the progress of a file.
     *
     * @param name the name of the file
     * @param bytes the number of bytes on disk
     * @param totalBytes the size of the file; -1 if the server has not announced it
     */
    void onProgress(String name, long bytes, long totalBytes);

    /**
     * Reports an event that the user should know about, such as an interrupted transfer.
     *
     * @param note one line
     */
    void onNote(String note);
}
