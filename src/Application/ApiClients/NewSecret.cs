using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PupilSupport.Application.ApiClients;

/// <summary>A fresh client secret. With 256 random bits a plain hash is enough: there is nothing to guess.</summary>
internal sealed record NewSecret(string Text, byte[] Hash)
{
    public static NewSecret Create()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new NewSecret(text, SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
