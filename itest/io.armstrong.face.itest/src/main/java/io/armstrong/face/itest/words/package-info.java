/** The contract between a child and its consumers: it lives in neither of them. */
@Export
@Version("1.0.0")
package io.armstrong.face.itest.words;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
