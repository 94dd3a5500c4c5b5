package mpjdht.page;

/** Whatever serves the dashboard and what it asks for: a stand-in, or a job. */
interface PageServer extends AutoCloseable {

    /** Where the page is, with a slash at the end. */
    String url();

    @Override
    void close();
}
