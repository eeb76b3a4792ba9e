/** Maps the platforms' responses to the common order document. The mappings are JSLT files. */
package io.orderroutes.mappings;
