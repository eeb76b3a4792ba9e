/** The order document: its frame, its content, and the check against its schema. */
package io.orderroutes.documents;
