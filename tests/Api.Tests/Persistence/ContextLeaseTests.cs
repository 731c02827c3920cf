using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>A pooled context goes back once. A second time it might take away another request's.</summary>
public class ContextLeaseTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task What_handlers_see_of_the_context_is_not_disposed_of_by_itself()
    {
        await using var scope = api.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(new Caller(new TrustId(TestData.Oakfield), "x", "x", null, [], []));
        object db = scope.ServiceProvider.GetRequiredService<IAppDbContext>();
        Assert.False(db is IDisposable or IAsyncDisposable, "The container disposes of it beside the context.");
    }
}
