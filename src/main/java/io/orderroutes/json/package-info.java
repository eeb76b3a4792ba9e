/**
 * JSON without trees: an index of the tokens in its bytes, nodes that are views of the index, and
 * JSLT mappings that write their result as bytes. docs/MAPPING-ENGINE.md explains it.
 */
package io.orderroutes.json;
