/** The UserInfo endpoint (OpenID Connect Core, section 5.3). */
@NullMarked
package dev.holdfast.authserver.userinfo.http;

import org.jspecify.annotations.NullMarked;
