package io.armstrong.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Path;

/** Refuses a configuration file that is not JSON before anything is started; its meaning is the supervisor's to judge. */
final class ConfigCheck {
    private ConfigCheck() {}

    /** @throws LaunchFailed USAGE with line and column */
    static void wellFormed(Path file) throws LaunchFailed {
        JsonFactory json = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS) // as the Configurator does
                .build();
        try (JsonParser parser = json.createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                // only its grammar matters here
            }
        } catch (JsonProcessingException e) {
            throw LaunchFailed.usage(
                    "--config " + file + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw LaunchFailed.usage("--config " + file + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}
