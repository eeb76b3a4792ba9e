/** The operator's page: state of the flow, parked records and their replay, over HTTP. */
package io.orderroutes.page;
