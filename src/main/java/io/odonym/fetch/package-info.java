/** Downloads address files: resumes interrupted transfers and checks the content of each file. */
package io.odonym.fetch;
