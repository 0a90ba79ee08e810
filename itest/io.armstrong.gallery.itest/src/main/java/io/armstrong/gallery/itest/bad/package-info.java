/** Bad code that tests copy into children of their own making. */
package io.armstrong.gallery.itest.bad;
