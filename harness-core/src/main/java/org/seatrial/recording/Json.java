package org.seatrial.recording;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The one way in which the run folder's JSON is written and read.
 *
 * <p>Properties stand in the order in which their record declares them and map entries in the order of their keys, so
 * that equal values make equal bytes. Durations are ISO 8601 text. A property that is unknown, missing, given twice or
 * of another type is refused: evidence is read as it was written or not at all. JSON has no infinity, and a reader that
 * takes it for 0 would turn "never recovered" into "recovered at once": it is the text {@value #UNBOUNDED}. NaN is
 * never written.
 */
public final class Json {

    /** Stands for positive infinity. */
    public static final String UNBOUNDED = "unbounded";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new SimpleModule("seatrial")
                    .addSerializer(Double.class, new NumberWriter(Double.class))
                    .addSerializer(double.class, new NumberWriter(double.class))
                    .addDeserializer(Double.class, new NumberReader(Double.class))
                    .addDeserializer(double.class, new NumberReader(double.class)))
            .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class NumberWriter extends StdSerializer<Double> {
        NumberWriter(Class<Double> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) throws JacksonException {
            double number = value;
            if (number == Double.POSITIVE_INFINITY) {
                out.writeString(UNBOUNDED);
            } else if (Double.isFinite(number)) {
                out.writeNumber(number);
            } else {
                context.reportMappingProblem("%s is not a measurement", value);
            }
        }
    }

    private static final class NumberReader extends StdDeserializer<Double> {
        NumberReader(Class<Double> type) {
            super(type);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws JacksonException {
            JsonToken token = in.currentToken();
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                double number = in.getDoubleValue();
                if (Double.isFinite(number)) {
                    return number;
                }
            } else if (token == JsonToken.VALUE_STRING && in.getString().equals(UNBOUNDED)) {
                return Double.POSITIVE_INFINITY;
            }
            return context.reportInputMismatch(this, "a number or \"%s\" is needed, not %s", UNBOUNDED, token);
        }

        /** Only where a record says that a number may be absent, by the boxed type. */
        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return handledType() == Double.class
                    ? null
                    : context.reportInputMismatch(this, "a number or \"%s\" is needed, not null", UNBOUNDED);
        }
    }
}
