using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using PupilSupport.Api.Errors;
using PupilSupport.Application.Common.Access;

namespace PupilSupport.Api.Security;

public static class SecurityServices
{
    /// <summary>Who calls, and whether they may: nothing is reachable without a token unless it says so.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<AuthOptions>(builder.Configuration.GetSection(AuthOptions.Section));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<ClientAuthenticator>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<AccessTokenHandler>();
        services.AddSingleton<TokenCallers>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<StartupChecks>();
        services.AddHostedService<UnsafeStart>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return builder;
    }

    private sealed class ConfigureBearer(AccessTokenHandler handler) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.MapInboundClaims = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(handler);

            // The library's descriptions quote the token's own values.
            options.IncludeErrorDetails = false;
            options.Events = new JwtBearerEvents { OnTokenValidated = EnterAsync, OnChallenge = ChallengeAsync };
        }

        private static async Task EnterAsync(TokenValidatedContext context)
        {
            var services = context.HttpContext.RequestServices;
            var caller = await services.GetRequiredService<TokenCallers>()
                .ResolveAsync((JsonWebToken)context.SecurityToken, context.HttpContext.RequestAborted);
            if (caller is null)
            {
                context.Fail("The token's client or person has no access.");
                return;
            }

            services.GetRequiredService<CallerAccessor>().Set(caller);
        }

        /// <summary>RFC 6750, section 3.1: an error is named only when a token was sent.</summary>
        private static Task ChallengeAsync(JwtBearerChallengeContext context)
        {
            context.HandleResponse();
            TokenFailure.Note(context.HttpContext, context.AuthenticateFailure);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return Task.CompletedTask;
        }
    }
}
