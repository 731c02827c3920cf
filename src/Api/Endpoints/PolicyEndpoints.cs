using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Policies.Commands;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Application.Policies.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class PolicyEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var policies = v1.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("", List).Sends<ListPoliciesQuery>();
        policies.MapGet("/{name}", Get).Sends<GetPolicyQuery>();
        var values = v1.MapGroup("/policy-values").WithTags("Policies");
        values.MapGet("", ListValues).Sends<ListPolicyValuesQuery>();
        values.MapPost("", Set).Sends<SetPolicyValueCommand>();
        values.MapGet("/{id:guid}", GetValue).Sends<GetPolicyValueQuery>();
    }

    /// <summary>Lists the policies.</summary>
    /// <remarks>Every statutory number and school choice that the rules go by. All of them, by name; sensitive ones for those who may read them.</remarks>
    private static Task<OkReply<Page<PolicySummaryDto>>> List(IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListPoliciesQuery(), ct).Ok();

    /// <summary>Returns a policy as it stands on a day.</summary>
    /// <remarks>Its schema, its default, what is in force, and what was set for that day and later, by whom and why. A rule goes by the policy of the day of the event that it judges.</remarks>
    /// <param name="name">Its name, say <c>support-sessions</c>.</param>
    private static Task<OkReply<PolicyDto>> Get(string name, Query<GetPolicyQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Name = name }, ct).Ok();

    /// <summary>Lists the values that were ever set.</summary>
    /// <remarks>The history of all policies that the caller may read: the trust's and the caller's schools'.</remarks>
    private static Task<OkReply<Page<PolicyValueDto>>> ListValues(Query<ListPolicyValuesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Sets members of a policy from a day on.</summary>
    /// <remarks>
    /// History is added to and never rewritten: one value stands for a place and a day, and another takes its place only when it
    /// names it (409). A day that has begun needs <c>isCorrection</c> (422). The trust's values are set by whoever acts for the trust (403).
    /// </remarks>
    private static Task<CreatedReply<PolicyValueDto>> Set(SetPolicyValueBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new SetPolicyValueCommand(body.Policy, body.SchoolId, body.EffectiveFrom, body.Value, body.Reason, body.IsCorrection, body.ReplacesId), ct)
            .Created(v => $"/v1/policy-values/{v.Id}");

    /// <summary>Returns one value of a policy.</summary>
    /// <remarks>With who set it and why.</remarks>
    private static Task<OkReply<PolicyValueDto>> GetValue(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPolicyValueQuery(id), ct).Ok();
}
