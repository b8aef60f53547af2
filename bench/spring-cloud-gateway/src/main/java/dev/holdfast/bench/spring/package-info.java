/** What {@code ./dev bench gateway} compares with. */
package dev.holdfast.bench.spring;
