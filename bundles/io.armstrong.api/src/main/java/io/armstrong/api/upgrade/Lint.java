package io.armstrong.api.upgrade;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what would make children hard to upgrade, before anybody tries (feature I2).
 *
 * <p>Class files are read and not loaded. The one thing that runs is a jar's migrations, up and down again on a copy of the state of
 * a child that is up, in a class loader of their own, under the deadline of migrations.
 */
@ProviderType
public interface Lint {
    /**
     * Looks at a jar, or where none is given at the stored jar of every bundle that has a child.
     *
     * @param jar readable, of a bundle
     * @return a report for each, in the order of the tree; fails with {@link io.armstrong.api.SupervisionException} REFUSED for what is
     *     no sane jar of a bundle
     */
    CompletionStage<List<LintReport>> lint(Optional<Path> jar);
}
