package mpjdht.message;

import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;

/** One method for each {@link InquiryMessage}. */
public interface InquiryHandler {

    /** Handles a message of the rank {@code from}. */
    void onDescribeRing(int from, DescribeRing message);

    /** Handles a message of the rank {@code from}. */
    void onDescribeNode(int from, DescribeNode message);

    /** Handles a message of the rank {@code from}. */
    void onDescribeCopy(int from, DescribeCopy message);
}
