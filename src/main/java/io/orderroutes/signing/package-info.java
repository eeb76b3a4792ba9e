/** Signs calls for the two protocols of the platforms, TOP and IOP. */
package io.orderroutes.signing;
