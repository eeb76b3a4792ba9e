/** One call of a platform's API: its parameters, its response, and the fault that it reports. */
package io.orderroutes.gateway;
