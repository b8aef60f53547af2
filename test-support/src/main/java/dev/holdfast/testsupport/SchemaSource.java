package dev.holdfast.testsupport;

/** A running server that makes schemas. */
interface SchemaSource {

  /** Makes a schema, and a user limited to it. */
  void createSchema(String schema, String user, String password);

  /** The address of a schema for Connector/J. */
  String jdbcUrl(String schema);
}
