/** Escalation policies that are services: found by name, asked on threads of their own, given up when they are late. */
@NullMarked
package io.armstrong.supervisor.policy;

import org.jspecify.annotations.NullMarked;
