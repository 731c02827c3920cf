using System.Security.Cryptography;
using System.Text.Json;
using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Commands;

/// <param name="PublicKey">In PEM form (<c>BEGIN PUBLIC KEY</c>).</param>
[Requires(Permissions.AccessWrite), Audited("api_client.add_key")]
public sealed record AddApiClientKeyCommand(Guid Id, int ExpectedVersion, string Kid, string PublicKey) : ICommand<ApiClientDto>;

internal sealed class AddApiClientKeyHandler(AccessScope scope, IAnswers answers, TimeProvider clock) : ICommandHandler<AddApiClientKeyCommand, ApiClientDto>
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 4096;

    public async Task<Result<ApiClientDto>> Handle(AddApiClientKeyCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadClientAsync(request.Id, cancellationToken) is not { } client)
        {
            return CommonErrors.NotFound;
        }

        if (client.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        if ((OfCurve(request) ?? OfRsa(request)) is not { } jwk)
        {
            return ApiClientErrors.KeyNotUsable.At("/publicKey");
        }

        return client.AddKey(request.Kid, jwk, clock.GetUtcNow()).Error is { } refused ? refused : answers.Map<ApiClientDto>(client);
    }

    /// <summary>The key as a public JWK; null when it is none on P-256.</summary>
    private static string? OfCurve(AddApiClientKeyCommand request)
    {
        using var key = ECDsa.Create();
        if (!TryImport(key, request.PublicKey) || key.ExportParameters(false) is not { Curve.Oid.Value: P256, Q: { } point })
        {
            return null;
        }

        return JsonSerializer.Serialize(new { kty = "EC", crv = "P-256", x = Encode(point.X!), y = Encode(point.Y!), kid = request.Kid });
    }

    /// <summary>The key as a public JWK; null when it is no RSA key of a fit length.</summary>
    private static string? OfRsa(AddApiClientKeyCommand request)
    {
        using var key = RSA.Create();
        if (!TryImport(key, request.PublicKey) || key.KeySize is < LeastRsaBits or > MostRsaBits)
        {
            return null;
        }

        var numbers = key.ExportParameters(false);
        return JsonSerializer.Serialize(new { kty = "RSA", n = Encode(numbers.Modulus!), e = Encode(numbers.Exponent!), kid = request.Kid });
    }

    private static bool TryImport(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            // A private key has no business here, and must not be kept by mistake.
            key.ImportFromPem(pem);
            return pem.TrimStart().StartsWith("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
