package mpjdht.node.replica;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.RequestCursor;
import mpjdht.ring.Arc;
import mpjdht.store.NodeTable;

/**
 * What keys had before writes of a client whose run is resumed. It asks again what it had asked since the last checkpoint, reads as well, and those are to see nothing of the
 * writes behind them, which were done already (before-images: Gray et al., "The Recovery Manager of the System R Database Manager", ACM Computing Surveys 13(2), 1981).
 */
final class BeforeImages {
    private static final byte[] NO_VALUE = {};

    private final Map<ByteBuffer, List<Image>> images = new LinkedHashMap<>();

    /**
     * What a key had before a write.
     *
     * @param sequence number of the write
     * @param outcome FOUND, or MISSING if there was no such key
     * @param position of the key
     * @param hash of the key
     * @param value what it had; empty if there was no such key
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Image(int sequence, int outcome, long position, int hash, byte[] key, byte[] value) {

        /** The image that a record of a chain is. */
        static Image of(ChainCursor record) {
            int keyEnd = record.keyOffset() + record.keyLength();
            int valueEnd = record.valueOffset() + record.valueLength();
            return new Image(
                    record.sequence(),
                    record.outcome(),
                    record.position(),
                    record.hash(),
                    Arrays.copyOfRange(record.bytes(), record.keyOffset(), keyEnd),
                    Arrays.copyOfRange(record.bytes(), record.valueOffset(), valueEnd));
        }

        /** What the key of a write has before it. */
        static Image before(RequestCursor write, NodeTable table) {
            int keyEnd = write.keyOffset() + write.keyLength();
            boolean isThere =
                    table.find(write.hash(), write.position(), write.bytes(), write.keyOffset(), write.keyLength());
            return new Image(
                    write.sequence(),
                    isThere ? Answer.FOUND : Answer.MISSING,
                    write.position(),
                    write.hash(),
                    Arrays.copyOfRange(write.bytes(), write.keyOffset(), keyEnd),
                    isThere ? table.value() : NO_VALUE);
        }

        /** Appends it to what a chain, or a disk, is told. */
        void appendTo(ChainBatch batch, int origin) {
            batch.addBeforeImage(origin, sequence, outcome, position, hash, key, 0, key.length, value, 0, value.length);
        }
    }

    /** Takes images. */
    @FunctionalInterface
    interface Taker {
        void take(Image image);
    }

    /** Adds one, if it is not here. */
    void add(Image image) {
        List<Image> ofKey = images.computeIfAbsent(ByteBuffer.wrap(image.key()), absent -> new ArrayList<>());
        int place = ofKey.size();
        while (place > 0 && ofKey.get(place - 1).sequence() - image.sequence() > 0) {
            place--;
        }
        if (place == 0 || ofKey.get(place - 1).sequence() != image.sequence()) {
            ofKey.add(place, image);
        }
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return images.isEmpty();
    }

    /** What the key of a request had when it was asked first, if a write has come behind it since; null if none has. */
    Image find(RequestCursor request) {
        List<Image> ofKey = images.get(ByteBuffer.wrap(request.bytes(), request.keyOffset(), request.keyLength()));
        if (ofKey == null) {
            return null;
        }
        for (Image image : ofKey) {
            if (image.sequence() - request.sequence() > 0) {
                return image;
            }
        }
        return null;
    }

    /** Whether a CAS would not have found there what it asks for; that it had is known otherwise. */
    static int outcomeOfSwap(Image image) {
        return image.outcome() == Answer.FOUND ? Answer.DIFFERS : Answer.MISSING;
    }

    /** Forgets those of keys of an arc. */
    void forget(Arc arc) {
        images.values().removeIf(ofKey -> arc.contains(ofKey.get(0).position()));
    }

    /** Forgets all, if every write that they are about is older than a request. */
    void forgetBefore(int sequence) {
        boolean areOld = images.values().stream()
                .allMatch(ofKey -> ofKey.get(ofKey.size() - 1).sequence() - sequence < 0);
        if (areOld) {
            images.clear();
        }
    }

    /** Hands over all, those of a key in the order of their writes. */
    void forEach(Taker taker) {
        images.values().forEach(ofKey -> ofKey.forEach(taker::take));
    }
}
