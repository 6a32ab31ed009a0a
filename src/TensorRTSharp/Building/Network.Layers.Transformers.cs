using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Layers of language models.</content>
public sealed partial class Network
{
    /// <summary>
    /// nvinfer1::INetworkDefinition::addAttentionV2, addAttention: scores of queries and keys, normalized, times
    /// values: in one kernel where there is one. TensorRT 10.14, 11, RTX.
    /// </summary>
    /// <param name="query">[batch, heads, tokens, head size]: Float, Half or BF16.</param>
    /// <param name="key">The same, of as many heads, or fewer that divide them.</param>
    /// <param name="value">As the key.</param>
    /// <param name="normalization">How the scores are normalized.</param>
    /// <param name="causalKind">Which later keys a query does not see. TensorRT 10 knows None and UpperLeft.</param>
    /// <returns>The attention, whose output is what it computes.</returns>
    public Attention AddAttention(
        Tensor query,
        Tensor key,
        Tensor value,
        AttentionNormalizationOp normalization = AttentionNormalizationOp.SoftMax,
        CausalMaskKind causalKind = CausalMaskKind.None) => new(
        this,
        Borrow(
            IsOlderThan(11, 0)
                ? NativeMethods.NetworkAddAttention(
                    Handle, Own(query), Own(key), Own(value), normalization, IsCausal(causalKind))
                : NativeMethods.NetworkAddAttentionV2(
                    Handle, Own(query), Own(key), Own(value), normalization, causalKind)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addRotaryEmbedding: rotary position embedding. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="input">[batch, heads, tokens, head size].</param>
    /// <param name="cosines">
    /// [batch, tokens, half of what is rotated]; without the batch where input 3 of the layer has positions.
    /// </param>
    /// <param name="sines">Of the same shape.</param>
    /// <param name="interleaved">Are neighbours rotated together, and not halves?</param>
    /// <param name="rotaryEmbeddingDimension">
    /// How many of the hidden dimensions are rotated: an even number; 0 for all of them.
    /// </param>
    /// <returns>The layer.</returns>
    public RotaryEmbeddingLayer AddRotaryEmbedding(
        Tensor input,
        Tensor cosines,
        Tensor sines,
        bool interleaved = false,
        int rotaryEmbeddingDimension = 0) => new(
        this,
        Borrow(
            NativeMethods.NetworkAddRotaryEmbedding(
                Handle, Own(input), Own(cosines), Own(sines), interleaved, rotaryEmbeddingDimension)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addKVCacheUpdate: writes new keys or values into their cache, in place: the output
    /// must be bound to the same memory as the cache. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="cache">[batch, heads, most tokens, head size]: Float, Half or BF16.</param>
    /// <param name="update">[batch, heads, tokens, head size]: of the same type.</param>
    /// <param name="writeIndices">Where each sequence goes on: [batch], Int32 or Int64.</param>
    /// <param name="cacheMode">How it is updated.</param>
    /// <returns>The layer.</returns>
    public KVCacheUpdateLayer AddKVCacheUpdate(
        Tensor cache,
        Tensor update,
        Tensor writeIndices,
        KVCacheMode cacheMode = KVCacheMode.Linear) => new(
        this,
        Borrow(NativeMethods.NetworkAddKVCacheUpdate(Handle, Own(cache), Own(update), Own(writeIndices), cacheMode)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addMoE: a mixture of experts, whose weights are set in the layer. TensorRT 10.16,
    /// 11, RTX.
    /// </summary>
    /// <param name="hiddenStates">[batch, tokens, hidden size].</param>
    /// <param name="selectedExperts">The experts that each token is given to: [batch, tokens, number of them].</param>
    /// <param name="selectedScores">How much each of them counts: of the same shape.</param>
    /// <returns>The layer.</returns>
    public MoELayer AddMoE(Tensor hiddenStates, Tensor selectedExperts, Tensor selectedScores) => new(
        this,
        Borrow(NativeMethods.NetworkAddMoE(Handle, Own(hiddenStates), Own(selectedExperts), Own(selectedScores))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addDistCollective: an operation over several devices. TensorRT 10.16, 11, RTX.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="reduceOperation">How values are put together where it reduces; None where it does not.</param>
    /// <param name="root">The device that sends or receives, in operations that have one; -1 in others.</param>
    /// <param name="groups">The devices that take part, in their order; none for all.</param>
    /// <returns>The layer.</returns>
    public DistCollectiveLayer AddDistCollective(
        Tensor input,
        CollectiveOperation operation,
        ReduceOperation reduceOperation = ReduceOperation.None,
        long root = -1,
        params ReadOnlySpan<long> groups) => new(
        this,
        Borrow(NativeMethods.NetworkAddDistCollective(Handle, Own(input), operation, reduceOperation, root, groups)));
}
